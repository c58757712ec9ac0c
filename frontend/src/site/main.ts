import "../styles/index.css";

import { blockSecondSubmit } from "./busy";
import { copyOnClick } from "./copy";
import { countCharacters } from "./counter";
import { enlargePictures } from "./enlarge";
import { forgetFaults, standAtFaults } from "./faults";
import { clearLeftovers } from "./leftovers";
import { closeMenus } from "./menu";
import { revealPasswords } from "./password";
import { scrollStrips } from "./strip";
import { putToastsAway } from "./toast";
import { playVideos } from "./video";
import { drawWeeks } from "./week";

playVideos();
enlargePictures();
scrollStrips();
putToastsAway();
revealPasswords();
copyOnClick();
countCharacters();
closeMenus();
drawWeeks();
forgetFaults();
standAtFaults();
clearLeftovers();
blockSecondSubmit();
